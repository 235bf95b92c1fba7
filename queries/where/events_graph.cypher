// Picture: what happened at a place, and inside it
//+ number: Q12g
//+ question: Which events, with which people, are said to have happened at this place or inside it?
//+ tags: [places, events, picture]
//+ params:
//+   place: {type: string, required: true, help: "The id of a place, or its whole name.", example: "Ostraven"}
//+   include_contained: {type: boolean, default: true, help: "Also events at places that the reports put inside this one, up to four steps."}
//+   limit: {type: integer, default: 100, min: 1, max: 2000, help: "At most so many rows."}
//+ columns: {place: path, part: path}
//+ shape: graph
CALL () {
  MATCH (area:Place {id: $place}) RETURN area
  UNION
  MATCH (area:Place) WHERE toLower(area.name) = toLower(trim($place)) RETURN area
}
MATCH place = (event:Event)-[at:OCCURRED_AT]->()-[:LOCATED_IN*0..4]->(area)
WHERE $include_contained OR length(place) = 1
OPTIONAL MATCH part = (event)<-[role:VICTIM_IN|ALLEGED_PERPETRATOR_OF|TARGET_OF|WITNESS_OF|AFFECTED_BY|DISPLACED_IN]-()
WITH place, part, role, reduce(key = '', edge IN relationships(place) | key + edge.id) AS key
RETURN place, part
ORDER BY length(place), key, role.id
LIMIT $limit;
