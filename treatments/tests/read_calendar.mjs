// Reads a calendar file from standard input with ical.js, at the path in ICAL_JS, and prints its entries as JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.env.ICAL_JS));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const entries = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    description: event.description,
    first: event.startDate.toString(),
    end: event.endDate.toString(),
    whole_days: event.startDate.isDate && event.endDate.isDate,
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("x-wr-calname"), entries }));
