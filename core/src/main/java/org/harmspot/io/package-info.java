/**
 * In and out: police files to tables, results to files, and nothing lost on the way.
 *
 * <p>Every reader answers with a {@link org.harmspot.io.Read}: the data, and a {@link org.harmspot.io.ReadReport} that accounts
 * for each row. Rows that cannot be used are counted and kept with file, line and rule; a file that cannot be used at all is a
 * {@link org.harmspot.io.DataException}.
 *
 * <pre>{@code
 * PoliceUkCsv   data.police.uk: street-level crime, stop and search
 * IncidentCsv   a force's own incidents, by a mapping of columns
 * Jdbc          the same from any database
 * Features      incidents and areas from GeoTools features; results back to features
 * GeoPackage    areas and incidents in, results out
 * GeoJson       areas in, results out
 * Kml, Gpx      results out, for maps by a click and for navigation
 * HarmIndexCsv  a harm index of the user's own
 * }</pre>
 */
package org.harmspot.io;
