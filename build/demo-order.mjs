// Stands here until the order screen exists: then it takes one practice order in the real app and prints what happened.
process.stderr.write("The practice order is not written yet (build/demo-order.mjs): the Order screen does not exist.\n");
process.exit(1);
