package org.harmspot.stopsearch;

import java.util.Optional;
import org.harmspot.chance.Proportion;
import org.harmspot.geo.Area;

/**
 * What searches led to in one area, with small counts protected.
 *
 * <p>An area with fewer searches than {@link StopSearchOutcomes} asks for is named but not rated, and of an area that is
 * rated, a count from 1 to 4 is not given and its rate neither.
 *
 * @param area the area
 * @param isRated whether it has enough searches
 * @param searches how many searches were made there; empty if it is not rated
 * @param anyAction those that led to anything, of those with a known outcome; empty if not rated or too few
 * @param arrest those that led to an arrest, likewise
 * @param linked those that led to something linked to what was searched for, likewise; empty also if the data cannot bear it
 */
public record AreaOutcomes(
        Area area,
        boolean isRated,
        Optional<Integer> searches,
        Optional<Proportion> anyAction,
        Optional<Proportion> arrest,
        Optional<Proportion> linked) {}
