/**
 * By chance? What counts, rates, maps and clusters look like when nothing is going on, and how far the data are from it.
 *
 * <p>Start at {@link org.harmspot.chance.Proportion} for shares, {@link org.harmspot.chance.Rate} for counts over time or people,
 * {@link org.harmspot.chance.SpaceTimeScan} for clusters that have just come up. Tests by simulation share
 * {@link org.harmspot.chance.MonteCarlo}; where many places are tested, {@link org.harmspot.chance.FalseDiscovery} counts them all.
 */
package org.harmspot.chance;
