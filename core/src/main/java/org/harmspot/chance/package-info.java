/**
 * By chance? Proportions with the uncertainty that small numbers carry.
 *
 * <p>Start at {@link org.harmspot.chance.Proportion}.
 */
package org.harmspot.chance;
