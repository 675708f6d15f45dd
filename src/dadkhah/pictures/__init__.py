"""Pictures of a case as laid-out values: time, map, command, counts. No drawing, no colour."""
