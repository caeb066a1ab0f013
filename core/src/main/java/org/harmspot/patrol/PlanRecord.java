package org.harmspot.patrol;

import java.util.List;
import java.util.Optional;
import org.harmspot.incident.Period;

/**
 * What a plan rests on, so that it can be made again and answered for.
 *
 * @param id what to call the plan: its date, the start of its shift and the first digits of its hash
 * @param version of the library; "not packaged" when run from classes
 * @param seed of the search
 * @param iterations of the search; 0 if the best plan was found by looking at all
 * @param inputHash SHA-256 of all that the plan was made from
 * @param planHash SHA-256 of who goes where and when, overrides included
 * @param dataWindow from when to when the incidents are that the values rest on
 * @param method how the plan was made, in words and numbers
 * @param limits what the reader must know before relying on it
 */
public record PlanRecord(
        String id,
        String version,
        long seed,
        int iterations,
        String inputHash,
        String planHash,
        Optional<Period> dataWindow,
        String method,
        List<String> limits) {
    /**
     * Copies the list.
     *
     * @param id what to call the plan
     * @param version of the library
     * @param seed of the search
     * @param iterations of the search
     * @param inputHash of the input
     * @param planHash of the plan
     * @param dataWindow of the incidents
     * @param method how the plan was made
     * @param limits what to know
     */
    public PlanRecord {
        limits = List.copyOf(limits);
    }
}
