// The software bill of materials of a build, in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json): what is really
// bundled, as build/licences.ts has found it, with the hashes that the lock file holds each package to.
import fs from "node:fs";
import path from "node:path";

const SIDES = ["main", "renderer"];
/** SPDX calls several licences an expression. */
const isExpression = (licence) => /[ ()]/.test(licence);

/** The document, as an object. `lock` and `manifest` are package-lock.json and package.json, parsed. */
export function billOfMaterials(packages, lock, manifest) {
  const integrity = new Map(
    Object.entries(lock.packages).map(([place, { name, version, integrity: sri }]) => [
      `${name ?? place.replace(/^.*node_modules\//, "")} ${version}`,
      sri,
    ]),
  );
  const unique = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const components = [...unique.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { name, version, licence }]) => {
      const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
      const sri = integrity.get(key);
      return {
        type: "library",
        "bom-ref": purl,
        name,
        version,
        purl,
        licenses: [isExpression(licence) ? { expression: licence } : { license: { id: licence } }],
        ...(sri?.startsWith("sha512-") && {
          hashes: [{ alg: "SHA-512", content: Buffer.from(sri.slice(7), "base64").toString("hex") }],
        }),
      };
    });
  const { name, productName, version } = manifest;
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": name, name: productName, version } },
    components,
  };
}

/** Writes out/bill-of-materials.json of the build that lies in out/. */
export function writeBillOfMaterials(root) {
  const read = (file) => JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
  const packages = SIDES.flatMap((side) => read(`out/${side}/licences.json`));
  const bill = billOfMaterials(packages, read("package-lock.json"), read("package.json"));
  fs.writeFileSync(path.join(root, "out", "bill-of-materials.json"), `${JSON.stringify(bill, null, 2)}\n`);
}
