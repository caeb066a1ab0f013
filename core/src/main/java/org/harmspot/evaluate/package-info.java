/**
 * Was it any good? Whether the list held what came, and whether the patrols changed anything.
 *
 * <p>Start at {@link org.harmspot.evaluate.Hindcast} for lists; for patrols at
 * {@link org.harmspot.evaluate.WeightedDisplacement} where there are counts before and after, at
 * {@link org.harmspot.evaluate.DifferenceInDifferences} for months of many areas, and at
 * {@link org.harmspot.evaluate.RandomisedDays} where days were drawn by lot; at
 * {@link org.harmspot.evaluate.SpatialPointPatternTest} for whether incidents lie where they lay before. Places chosen because they were bad would have improved
 * anyway: {@link org.harmspot.evaluate.RegressionToTheMean} says by how much.
 */
package org.harmspot.evaluate;
