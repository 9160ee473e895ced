/** What practice customers are made of. Nobody here is real; e-mail addresses are at example domains (RFC 2606). */
const list = (text: string) =>
  text
    .trim()
    .split(/[|\n]/)
    .map((each) => each.trim());

export const FIRST_NAMES = list(`
  Rosa|James|Mary|Robert|Patricia|John|Jennifer|Michael|Linda|David|Elizabeth|William|Barbara|Richard|Susan|Joseph|Jessica|Thomas|Sarah|Carlos
  Karen|Daniel|Nancy|Matthew|Lisa|Anthony|Betty|Mark|Margaret|Donald|Sandra|Steven|Ashley|Paul|Kimberly|Andrew|Emily|Joshua|Donna|Kenneth
  Michelle|Kevin|Carol|Brian|Amanda|George|Dorothy|Edward|Melissa|Ronald|Deborah|Timothy|Stephanie|Jason|Rebecca|Jeffrey|Sharon|Ryan|Laura
  Jacob|Cynthia|Gary|Kathleen|Nicholas|Amy|Eric|Angela|Jonathan|Shirley|Stephen|Anna|Larry|Brenda|Justin|Pamela|Scott|Emma|Brandon|Nicole
  Benjamin|Helen|Samuel|Samantha|Gregory|Katherine|Alexander|Christine|Patrick|Debra|Frank|Rachel|Raymond|Carolyn|Jack|Janet|Dennis|Maria
  Jerry|Heather|Tyler|Diane|Aaron|Julie|José|Joyce|Adam|Olivia|Nathan|Victoria|Henry|Kelly|Zachary|Lauren|Douglas|Christina|Peter|Joan|Kyle
  Evelyn|Noah|Judith|Ethan|Andrea|Jeremy|Hannah|Walter|Megan|Christian|Cheryl|Keith|Jacqueline|Austin|Martha|Roger|Madison|Terry|Teresa|Sean
  Gloria|Gerald|Sara|Carl|Janice|Dylan|Ann|Harold|Kathryn|Jordan|Abigail|Jesse|Sophia|Bryan|Frances|Lawrence|Jean|Arthur|Alice|Gabriel|Judy
  Bruce|Isabella|Logan|Julia|Billy|Grace|Joe|Amber|Alan|Denise|Juan|Danielle|Elijah|Marilyn|Willie|Beverly|Albert|Charlotte|Wayne|Natalie
  Randy|Theresa|Mason|Diana|Vincent|Brittany|Liam|Doris|Roy|Kayla|Bobby|Alexis|Caleb|Lori|Bradley|Marie|Zoë|Renée|André|Chloë|Wei|Priya|Aisha|Nguyễn
`);

export const LAST_NAMES = list(`
  Diaz|Smith|Johnson|Williams|Brown|Jones|Garcia|Miller|Davis|Rodriguez|Martinez|Hernandez|Lopez|Gonzalez|Wilson|Anderson|Thomas|Taylor|Moore
  Jackson|Martin|Lee|Perez|Thompson|White|Harris|Sanchez|Clark|Ramirez|Lewis|Robinson|Walker|Young|Allen|King|Wright|Scott|Torres|Nguyen|Hill
  Flores|Green|Adams|Nelson|Baker|Hall|Rivera|Campbell|Mitchell|Carter|Roberts|Gomez|Phillips|Evans|Turner|Parker|Collins|Edwards|Stewart
  Morris|Murphy|Cook|Rogers|Gutierrez|Ortiz|Morgan|Cooper|Peterson|Bailey|Reed|Kelly|Howard|Ramos|Kim|Cox|Ward|Richardson|Watson|Brooks|Chavez
  Wood|Bennett|Gray|Mendoza|Ruiz|Hughes|Price|Alvarez|Castillo|Sanders|Patel|Myers|Long|Ross|Foster|Jimenez|Powell|Jenkins|Perry|Russell
  Sullivan|Bell|Coleman|Butler|Henderson|Barnes|Gonzales|Fisher|Vasquez|Simmons|Graham|Jordan|Reynolds|Hamilton|Wallace|Hayes|Woods|Cole|West
  O'Brien|O'Connor|D'Angelo|McDonald|MacLeod|St. James|de la Cruz|van Dyke|Smith-Jones|Garcia-Lopez|Nuñez|Muñoz|Peña|Björk|Dvořák|Ó Súilleabháin|Müller|O|E|Ng|Xu
  Fitzgerald|Ellis|Stevens|Owens|Burns|Crawford|Boyd|Mason|Moreno|Kennedy|Warren|Dixon|Ramos|Reyes|Burnett|Gordon|Shaw|Holmes|Rice|Robertson
`);

export const COMPANIES = list(`
  Blue Heron Bakery|Northside Plumbing & Heating|Carter & Sons Roofing|Lakeview Dental Group|Ace Hardware of Elm St|Sunrise Café|Maple Street Florist
  Harbor Auto Body|Quick-Print 24|Two Rivers Outfitters|Desert Rose Salon|Red Barn Feed & Seed|Old Mill Books|Prairie Veterinary Clinic|7th Avenue Music
`);

/** Street, then the city, state and first three digits of its ZIP codes. */
export const STREETS = list(`
  Main St|Oak Ave|Maple Dr|Cedar Ln|Elm St|Washington Blvd|Lake Shore Dr|Sunset Blvd|Park Pl|Hillcrest Rd|River Rd|2nd Ave|Church St|Pine Ct
  Mason Street|Martin Luther King Jr Blvd|N 45th St|County Road 12|Rue Dauphine|Spring Garden Way|Chestnut Ter|Highland Ave|Mill Creek Pkwy
`);

export const PLACES: readonly (readonly [city: string, state: string, zip: string, area: string])[] = [
  ["Phoenix", "AZ", "850", "602"],
  ["New York", "NY", "104", "212"],
  ["Stamford", "CT", "069", "203"],
  ["St. Louis", "MO", "631", "314"],
  ["Austin", "TX", "787", "512"],
  ["Portland", "OR", "972", "503"],
  ["Boise", "ID", "837", "208"],
  ["Coeur d'Alene", "ID", "838", "208"],
  ["Boston", "MA", "021", "617"],
  ["Atlanta", "GA", "303", "404"],
  ["Savannah", "GA", "314", "912"],
  ["Chicago", "IL", "606", "312"],
  ["Denver", "CO", "802", "303"],
  ["Seattle", "WA", "981", "206"],
  ["Miami", "FL", "331", "305"],
  ["Nashville", "TN", "372", "615"],
  ["Winston-Salem", "NC", "271", "336"],
  ["San José", "CA", "951", "408"],
  ["Los Angeles", "CA", "900", "213"],
  ["Newark", "NJ", "071", "973"],
  ["Minneapolis", "MN", "554", "612"],
  ["New Orleans", "LA", "701", "504"],
  ["Salt Lake City", "UT", "841", "801"],
  ["Honolulu", "HI", "968", "808"],
];

export const EMAIL_DOMAINS = ["example.com", "example.org", "example.net"];

export const PURCHASES = list(`
  Phone order|Mail order 4471|Annual service|Replacement filter|Birthday cake|Brake pads and labor|Wedding flowers, deposit|Two tickets|Window repair
  Gift certificate|Consultation|Monthly plan|Delivery to porch|Catalog order|Spring clean-up|Catering for 20|Deposit|Balance due|Membership|Winter tires
`);
