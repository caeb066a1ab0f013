/**
 * What happened, where and when: incidents as a table of columns, and the words for time and offences.
 *
 * <p>Start at {@link org.harmspot.incident.Incidents}. Each incident carries the precision of its time, so that a month
 * never becomes an hour.
 *
 * <pre>{@code
 * Incidents violence = incidents.of(SeriousViolence.duty()).in(Period.daysBefore(date, 365));
 * violence.size();      // how many
 * violence.places();    // unique points, for the algorithms of `hotspot`
 * }</pre>
 */
package org.harmspot.incident;
