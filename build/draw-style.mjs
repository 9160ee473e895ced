// What docs/architecture.svg looks like, by day and by night, and the words in it.

export const TITLE = "Counterfoil: the rooms, and what each imports";

export const LEGEND = [
  "An arrow goes from a room to one that it imports; types count.",
  "Every arrow runs down, and no rooms stand in a circle.",
  "build/walls.mjs says which arrows may be.",
  "",
  "Floors have no arrows: nearly every room above imports them.",
  "boot and index import nearly every room of main: the thick",
  "arrow stands for all of these.",
  "",
  "The renderer meets main in one place only: the bridge asks, the",
  "preload has one function a command, the shell checks who asks.",
];

export const TIP =
  '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto" ' +
  'markerUnits="userSpaceOnUse"><path class="tip" d="M0 .8 8 4 0 7.2z"/></marker>';

export const STYLE = `
  .paper { fill: #fbfaf6 } .side { fill: #f2f0e8 } .inner { fill: #e7e4d8 }
  .room { fill: #fff; stroke: #98a19c } .floor { fill: #dcd8c9 } .heart { stroke: #1f6f5c; stroke-width: 2 }
  .arrow { fill: none; stroke: #6d7873 } .all { stroke-width: 3 } .tip { fill: #6d7873 }
  text { font: 10.5px Helvetica, Arial, sans-serif; fill: #56615c; text-anchor: middle }
  .name { font-size: 13px; font-weight: bold; fill: #1c2622 } .title { font-size: 19px } .left { text-anchor: start } .legend { font-size: 13px }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #15191a } .side { fill: #1c2224 } .inner { fill: #262e30 }
    .room { fill: #333c3f; stroke: #67736f } .floor { fill: #2c3538 } .heart { stroke: #58b89f }
    .arrow { stroke: #8d9995 } .tip { fill: #8d9995 }
    text { fill: #b3bdb9 } .name { fill: #eef2f0 }
  }
`;
