/** What lines about payments are made of on every screen: how it came, and when. */
export const paymentLineWords = {
  channels: { phone: "Phone", mail: "Mail", in_person: "In person", online: "Online" },
  orders: { phone: "phone order", mail: "mail order", in_person: "in person", online: "online order" },
  sentAt: ({ time }: { time: string }) => `sent ${time}`,
  onDay: ({ day, time }: { day: string; time: string }) => `${day}, ${time}`,
  span: {
    seconds: ({ count }: { count: number }) => `${count} s`,
    minutes: ({ count }: { count: number }) => `${count} min`,
    hours: ({ count }: { count: number }) => `${count} h`,
    days: ({ count }: { count: number }) => `${count} days`,
  },
} as const;
