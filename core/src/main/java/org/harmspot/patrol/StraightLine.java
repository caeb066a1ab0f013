package org.harmspot.patrol;

import java.util.Locale;

/** The straight line, made longer by a factor, at one speed. */
record StraightLine(double detour, double kilometresPerHour) implements TravelTime {
    @Override
    public int seconds(PatrolPlace from, PatrolPlace to) {
        double east = from.x() - to.x();
        double north = from.y() - to.y();
        double metres = detour * Math.sqrt(east * east + north * north);
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(metres * 3.6 / kilometresPerHour));
    }

    @Override
    public String method() {
        boolean whole = kilometresPerHour == Math.rint(kilometresPerHour);
        String speed = whole ? Long.toString((long) kilometresPerHour) : Double.toString(kilometresPerHour);
        return String.format(Locale.ROOT, "travel %.1f × straight line at %s km/h", detour, speed);
    }
}
