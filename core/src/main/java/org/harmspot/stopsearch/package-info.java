/**
 * What came of it: stop-and-search records, and how often searches led to something, area by area.
 *
 * <p>Start at {@link org.harmspot.stopsearch.StopSearchOutcomes}. Searches never feed a ranking of places: they follow the
 * patrols.
 *
 * <pre>{@code
 * StopSearches ─▶ StopSearchOutcomes.of(areas).measure ─▶ AreaOutcomes for each area, and for all
 * }</pre>
 */
package org.harmspot.stopsearch;
