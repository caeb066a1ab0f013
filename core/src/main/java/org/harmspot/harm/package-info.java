/**
 * How bad: what one offence weighs, so that a homicide and a shove are not both "one incident".
 *
 * <p>Start at {@link org.harmspot.harm.HarmIndex}; {@link org.harmspot.harm.Concentration} says how few places hold how much of it.
 *
 * <pre>{@code
 * Incidents weighed = HarmIndex.onsCrimeSeverityScore().weigh(violence);
 * weighed.totalHarmDays();
 * }</pre>
 */
package org.harmspot.harm;
