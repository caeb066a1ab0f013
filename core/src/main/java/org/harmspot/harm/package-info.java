/**
 * How bad: what one offence weighs, so that a homicide and a shove are not both "one incident".
 *
 * <p>Start at {@link org.harmspot.harm.HarmIndex}.
 *
 * <pre>{@code
 * Incidents weighed = HarmIndex.onsCrimeSeverityScore().weigh(violence);
 * weighed.totalHarmDays();
 * }</pre>
 */
package org.harmspot.harm;
