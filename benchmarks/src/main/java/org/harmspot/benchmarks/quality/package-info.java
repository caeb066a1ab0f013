/** How right: one main for each question, with its answer as a table. */
package org.harmspot.benchmarks.quality;
