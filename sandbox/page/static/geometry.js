/** Places on a flat map: GeoJSON areas (degrees, WGS 84) to metres around their middle, and what lies where. */

const METRES_A_DEGREE = 111_320;

/**
 * The map of `collection` (a FeatureCollection of Polygons or MultiPolygons): `areas` as `{name, rings, middle, room}` in
 * metres, x to the east, y to the south; `box` around them; and the two ways between places and points.
 */
export function flatten(collection) {
  const rings = (geometry) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat());
  const corners = collection.features.flatMap((feature) => rings(feature.geometry).flat());
  const longitudes = corners.map(([longitude]) => longitude);
  const latitudes = corners.map(([, latitude]) => latitude);
  const west = Math.min(...longitudes);
  const north = Math.max(...latitudes);
  const shrink = Math.cos((((north + Math.min(...latitudes)) / 2) * Math.PI) / 180);
  const point = ([longitude, latitude]) => [(longitude - west) * METRES_A_DEGREE * shrink, (north - latitude) * METRES_A_DEGREE];
  const place = ([x, y]) => ({ latitude: north - y / METRES_A_DEGREE, longitude: west + x / METRES_A_DEGREE / shrink });
  const areas = collection.features.map((feature) => {
    const flat = rings(feature.geometry).map((ring) => ring.map(point));
    return { name: feature.properties.name, rings: flat, ...roomiest(flat) };
  });
  const [width, height] = point([Math.max(...longitudes), Math.min(...latitudes)]);
  return { areas, width, height, point, place };
}

/** The area a point in metres lies in, or undefined. */
export function areaAt(areas, point) {
  return areas.find((area) => inside(area.rings, point));
}

function edges(rings) {
  return rings.flatMap((ring) => ring.map((corner, index) => [corner, ring[(index + 1) % ring.length]]));
}

/** Even-odd rule: holes count as outside. */
function inside(rings, [x, y]) {
  let within = false;
  for (const [[ax, ay], [bx, by]] of edges(rings)) {
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
  }
  return within;
}

/** The point farthest from every border, found on a grid, and its distance (metres): where a name has most room. */
function roomiest(rings) {
  const GRID = 24;
  const xs = rings[0].map(([x]) => x);
  const ys = rings[0].map(([, y]) => y);
  const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const borders = edges(rings);
  let best = { middle: [(left + right) / 2, (top + bottom) / 2], room: 0 };
  for (let column = 0.5; column < GRID; column += 1) {
    for (let row = 0.5; row < GRID; row += 1) {
      const middle = [left + ((right - left) * column) / GRID, top + ((bottom - top) * row) / GRID];
      if (!inside(rings, middle)) continue;
      const room = Math.min(...borders.map((border) => distance(middle, border)));
      if (room > best.room) best = { middle, room };
    }
  }
  return best;
}

function distance([x, y], [[ax, ay], [bx, by]]) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}
