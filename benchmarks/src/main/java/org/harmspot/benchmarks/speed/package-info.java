/** How long things take: one JMH class for each public algorithm, with a named baseline in the same run. */
package org.harmspot.benchmarks.speed;
