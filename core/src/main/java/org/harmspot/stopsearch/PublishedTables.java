package org.harmspot.stopsearch;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.harmspot.stopsearch.Ledger.Kind;

/**
 * Enters everything that a publication shows into one {@link Ledger}, each count once and each sum that ties tables to each other: powers,
 * section 60 and the rest; of the rest areas, months, objects, weapons and hotspots; of both the groups of people; and what is missing.
 */
final class PublishedTables {
    private static final int HOTSPOTS_SHOWN = 10;

    /** Searches of people in the months that every force submitted, under section 60 or under the other powers. */
    record People(int all, Map<EthnicityBy, Map<EthnicGroup, Integer>> groups, Map<EthnicityBy, Integer> unknown) {}

    /** The searches of hotspots, their violence, and how they are named. */
    record Places(List<String> names, List<Integer> searches, List<Integer> violence, int[] section60Cells) {}

    final Ledger ledger;
    final int all;
    final int others;
    final Optional<Integer> section60;
    final Map<Power, Integer> powers = new LinkedHashMap<>();
    final Map<SearchObject, Integer> objects = new LinkedHashMap<>();
    final SortedMap<YearMonth, Integer> months = new TreeMap<>();
    final List<Integer> areas = new ArrayList<>();
    final int[] fullMonths;
    final Map<Integer, Integer> section60Areas = new LinkedHashMap<>();
    final int weapons;
    final int notWeapons;
    final int outside;
    final int unlocated;
    final Map<Boolean, People> people = new LinkedHashMap<>(); // by whether under section 60
    final Map<MissingField, Integer> missing = new EnumMap<>(MissingField.class);
    final Optional<Places> places;
    final int peopleCell;

    private final StopSearchOutcomes.Result result;
    private final StopSearches searches;
    private final boolean[] usable;
    private final OutcomeCounts otherCounts;

    PublishedTables(
            StopSearchOutcomes.Result result,
            DisclosureControl control,
            Optional<SearchesAndViolence.Result> violence) {
        this.result = result;
        this.searches = result.searches();
        this.usable = LinkedGate.usable(searches);
        this.otherCounts = result.otherPowers();
        ledger = new Ledger(control);
        all = ledger.group(result.all());
        boolean apart = result.section60().searches() > 0;
        if (apart) {
            boolean isRounded = control.base() > 1;
            boolean isTold = isRounded || result.section60().searches() >= control.smallest();
            ledger.showOnly(all, isTold ? new Kind[] {Kind.SEARCHES, Kind.UNKNOWN} : new Kind[0]);
        }
        others = apart ? ledger.group(otherCounts) : all;
        section60 = apart ? Optional.of(ledger.group(result.section60())) : Optional.empty();
        section60.ifPresent(sixty -> ledger.addUpLoosely(all, others, sixty));
        split(searches::power, this::isOther).forEach(powers::put);
        ledger.addUp(others, powers.values());
        section60.ifPresent(sixty -> powers.put(Power.SECTION_60, sixty));
        months.putAll(split(searches::month, this::isOther));
        ledger.addUp(others, months.values());
        weapons = group(i -> isOther(i) && searches.isWeaponSearch(i));
        notWeapons = group(i -> isOther(i) && !searches.isWeaponSearch(i));
        ledger.addUp(others, List.of(weapons, notWeapons));
        enterObjects();
        OutcomeCounts lost = count(i -> isOther(i) && !searches.isLocated(i));
        OutcomeCounts lost60 = count(i -> !isOther(i) && !searches.isLocated(i));
        fullMonths = new int[result.byArea().size()];
        int[] nowhere = enterAreas(lost);
        int[] nowhere60 =
                section60.map(sixty -> enterSection60Areas(sixty, lost60)).orElse(nowhere);
        for (int group : new int[] {nowhere[0], nowhere60[0], nowhere[1], nowhere60[1]}) {
            ledger.showOnly(group, section60.isEmpty() ? new Kind[] {Kind.SEARCHES} : new Kind[0]);
        }
        outside = section60.isEmpty()
                ? nowhere[0]
                : ledger.showOnly(ledger.together(nowhere[0], nowhere60[0]), Kind.SEARCHES);
        unlocated = section60.isEmpty()
                ? nowhere[1]
                : ledger.showOnly(ledger.together(nowhere[1], nowhere60[1]), Kind.SEARCHES);
        places = violence.map(v -> enterPlaces(v, nowhere60[1]));
        enterPeople();
        peopleCell = at(people.get(false).all());
        enterMissing();
    }

    private boolean isOther(int i) {
        return searches.power(i) != Power.SECTION_60;
    }

    private OutcomeCounts count(IntPredicate which) {
        return OutcomeCounts.of(searches, usable, which);
    }

    private int group(IntPredicate which) {
        return ledger.group(count(which));
    }

    private <K extends Comparable<? super K>> SortedMap<K, Integer> split(IntFunction<K> key, IntPredicate which) {
        SortedMap<K, Integer> groups = new TreeMap<>();
        OutcomeCounts.by(searches, usable, which, key).forEach((k, counts) -> groups.put(k, ledger.group(counts)));
        return groups;
    }

    // --- objects -----------------------------------------------------------------------------------------------------

    /** Objects, tied to the weapon searches: some of those have another object, and are for weapons by their power. */
    private void enterObjects() {
        split(searches::object, this::isOther).forEach(objects::put);
        ledger.addUp(others, objects.values());
        List<Integer> ofWeapons = new ArrayList<>();
        List<Integer> ofOthers = new ArrayList<>();
        objects.forEach((object, group) -> (object.isWeapon() ? ofWeapons : ofOthers).add(group));
        IntPredicate byPower = i ->
                isOther(i) && searches.isWeaponSearch(i) && !searches.object(i).isWeapon();
        OutcomeCounts byPowerAlone = count(byPower);
        if (byPowerAlone.searches() == 0) {
            ledger.addUp(weapons, ofWeapons);
            ledger.addUp(notWeapons, ofOthers);
            return;
        }
        int byPowerOnly = ledger.showOnly(ledger.group(byPowerAlone));
        ofWeapons.add(byPowerOnly);
        ledger.addUp(weapons, ofWeapons);
        int otherObjects =
                ledger.showOnly(group(i -> isOther(i) && !searches.object(i).isWeapon()));
        ledger.addUp(otherObjects, ofOthers);
        ledger.addUp(otherObjects, List.of(notWeapons, byPowerOnly));
    }

    // --- areas -------------------------------------------------------------------------------------------------------

    private int[] enterAreas(OutcomeCounts lost) {
        OutcomeCounts rest = otherCounts.minus(lost);
        for (int a = 0; a < result.byArea().size(); a++) {
            AreaOutcomes area = result.byArea().get(a);
            int group = ledger.group(area.counts());
            areas.add(group);
            rest = rest.minus(area.counts());
            if (area.perThousandYears().isPresent()) {
                int whole = area.perThousandYears().get().events();
                fullMonths[a] = ledger.part(Ledger.at(group, Kind.SEARCHES), whole);
            }
        }
        return enterNowhere(others, areas, rest, lost);
    }

    private int[] enterSection60Areas(int sixty, OutcomeCounts lost) {
        OutcomeCounts rest = result.section60().minus(lost);
        for (int a = 0; a < result.byArea().size(); a++) {
            OutcomeCounts counts = result.byArea().get(a).section60();
            if (counts.searches() > 0) {
                section60Areas.put(a, ledger.group(counts));
                rest = rest.minus(counts);
            }
        }
        return enterNowhere(sixty, section60Areas.values(), rest, lost);
    }

    /** Searches in no area, and without a location. */
    private int[] enterNowhere(int total, Collection<Integer> inAreas, OutcomeCounts rest, OutcomeCounts lost) {
        int[] nowhere = {ledger.group(rest), ledger.group(lost)};
        List<Integer> parts = new ArrayList<>(inAreas);
        parts.add(nowhere[0]);
        parts.add(nowhere[1]);
        ledger.addUp(total, parts);
        return nowhere;
    }

    // --- hotspots ----------------------------------------------------------------------------------------------------

    private Places enterPlaces(SearchesAndViolence.Result violence, int lost60) {
        List<SearchesAndViolence.AtRank> ranks = violence.byRank();
        int shown = ranks.size() <= HOTSPOTS_SHOWN + 1 ? ranks.size() : HOTSPOTS_SHOWN;
        List<String> names = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        List<Integer> incidents = new ArrayList<>();
        OutcomeCounts rest = violence.inside();
        int restViolence = violence.violenceInside().map(p -> p.hits()).orElse(0);
        int violenceInside = restViolence;
        for (SearchesAndViolence.AtRank at : ranks.subList(0, shown)) {
            names.add(at.rank() + ". " + at.hotspot().name());
            found.add(ledger.group(at.weaponSearches()));
            incidents.add(ledger.cell(at.violence()));
            rest = rest.minus(at.weaponSearches());
            restViolence -= at.violence();
        }
        if (shown < ranks.size()) {
            names.add((shown + 1) + " to " + ranks.size() + " together");
            found.add(ledger.group(rest));
            incidents.add(ledger.cell(restViolence));
        }
        int inside = ledger.group(violence.inside());
        int outsideAll = ledger.group(violence.outside());
        ledger.addUp(inside, found);
        int lost = ledger.showOnly(
                group(i -> isOther(i) && searches.isWeaponSearch(i) && !searches.isLocated(i)), Kind.SEARCHES);
        ledger.addUp(weapons, List.of(inside, outsideAll, lost));
        int within = ledger.cell(violenceInside);
        int beyond = ledger.cell(
                violence.violenceInside().map(p -> p.trials() - p.hits()).orElse(0));
        int everywhere =
                ledger.cell(violence.violenceInside().map(p -> p.trials()).orElse(0));
        ledger.addUpCells(within, incidents.stream().mapToInt(i -> i).toArray());
        ledger.addUpCells(everywhere, within, beyond);
        int[] cells60 = {};
        if (section60.isPresent()) {
            int in = violence.section60Inside().map(p -> p.hits()).orElse(0);
            int of = violence.section60Inside().map(p -> p.trials()).orElse(0);
            cells60 = new int[] {ledger.cell(in), ledger.cell(of - in)};
            ledger.addUpCells(
                    Ledger.at(section60.get(), Kind.SEARCHES),
                    cells60[0],
                    cells60[1],
                    Ledger.at(lost60, Kind.SEARCHES));
        }
        found.addAll(List.of(inside, outsideAll, lost));
        incidents.addAll(List.of(within, beyond));
        return new Places(names, found, incidents, cells60);
    }

    // --- people ------------------------------------------------------------------------------------------------------

    private void enterPeople() {
        boolean isShown60 =
                result.section60().searches() >= result.minSearches(); // groups of a few would tell who they were
        for (boolean sixty : isShown60 ? new boolean[] {false, true} : new boolean[] {false}) {
            IntPredicate these = i -> isOther(i) != sixty && isOfPeople(i);
            OutcomeCounts counts = count(these);
            int ofPeople = ledger.group(counts);
            OutcomeCounts whole = sixty ? result.section60() : otherCounts;
            ledger.addUp(
                    sixty ? section60.get() : others,
                    List.of(ofPeople, ledger.showOnly(ledger.group(whole.minus(counts)))));
            Map<EthnicityBy, Map<EthnicGroup, Integer>> groups = new EnumMap<>(EthnicityBy.class);
            Map<EthnicityBy, Integer> unknown = new EnumMap<>(EthnicityBy.class);
            for (EthnicityBy by : EthnicityBy.values()) {
                Map<EthnicGroup, Integer> known = new EnumMap<>(EthnicGroup.class);
                for (EthnicGroup group : EthnicGroup.values()) {
                    if (group.isKnown()) {
                        known.put(group, group(i -> these.test(i) && by.group(searches, i) == group));
                    }
                }
                groups.put(by, known);
                unknown.put(
                        by, group(i -> these.test(i) && !by.group(searches, i).isKnown()));
                List<Integer> parts = new ArrayList<>(known.values());
                parts.add(unknown.get(by));
                ledger.addUp(ofPeople, parts);
            }
            people.put(sixty, new People(ofPeople, groups, unknown));
        }
    }

    private boolean isOfPeople(int i) {
        return searches.type(i).hasPerson() && result.fullMonths().contains(searches.month(i));
    }

    // --- what is missing ---------------------------------------------------------------------------------------------

    private void enterMissing() {
        int every = Ledger.at(all, Kind.SEARCHES);
        missing.put(MissingField.LOCATION, Ledger.at(unlocated, Kind.SEARCHES));
        missing.put(MissingField.OUTCOME, Ledger.at(all, Kind.UNKNOWN));
        missing.put(MissingField.POWER, at(powers.get(Power.UNKNOWN)));
        int noObject = at(objects.get(SearchObject.UNKNOWN));
        IntPredicate sixtyWithout = i -> !isOther(i) && searches.object(i) == SearchObject.UNKNOWN;
        missing.put(
                MissingField.OBJECT,
                section60
                        .map(sixty -> ledger.sumOf(noObject, part(Ledger.at(sixty, Kind.SEARCHES), sixtyWithout)))
                        .orElse(noObject));
        missing.put(MissingField.LINKED, part(every, i -> searches.linked(i) == YesNo.BLANK));
        missing.put(MissingField.TIME, part(every, searches::isAtMidnight));
        missing.put(MissingField.REPEATED, ledger.part(every, searches.repeated()));
        missing.put(MissingField.SELF_DEFINED, at(people.get(false).unknown().get(EthnicityBy.PERSON)));
        missing.put(MissingField.OFFICER_DEFINED, at(people.get(false).unknown().get(EthnicityBy.OFFICER)));
        missing.put(
                MissingField.AGE,
                part(
                        peopleCell,
                        i -> isOther(i)
                                && isOfPeople(i)
                                && searches.text(SearchField.AGE_RANGE, i).isBlank()));
    }

    /** The cell of a group; one that holds 0 if there is no such group. */
    private int at(Integer group) {
        return group == null ? ledger.cell(0) : Ledger.at(group, Kind.SEARCHES);
    }

    private int part(int total, IntPredicate which) {
        return ledger.part(total, searches.where(which).size());
    }
}
