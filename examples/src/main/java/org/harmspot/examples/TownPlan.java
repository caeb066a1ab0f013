package org.harmspot.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The invented town on its plot of land: streets, the map points that records are moved to, and areas with residents. */
final class TownPlan {
    /** South-west corner of the plot, in the British National Grid: open fields in the East Midlands. */
    static final int WEST = 462_000;

    static final int SOUTH = 259_000;
    static final int WIDTH = 6_000;
    static final int HEIGHT = 5_000;

    private static final int BLOCK = 170;
    private static final int AREA_COLUMNS = 6;
    private static final int AREA_ROWS = 5;
    private static final String[] FIRST = {
        "Alder", "Amber", "Barley", "Beacon", "Bellows", "Birch", "Bramble", "Brook", "Canal", "Cedar", "Chantry",
                "Cobbler", "Copper",
        "Dial", "Dove", "Drover", "Elm", "Farrier", "Fern", "Fletcher", "Foundry", "Garnet", "Glebe", "Hazel", "Heron",
                "Juniper",
        "Kestrel", "Lantern", "Larch", "Mason", "Meadow", "Mercer", "Mill", "Orchard", "Osier", "Pewter", "Plover",
                "Quarry", "Ropewalk",
        "Rowan", "Saddler", "Sorrel", "Spindle", "Swan", "Tanner", "Thistle", "Tinder", "Wharf", "Willow", "Wren"
    };
    private static final String[] SECOND = {"Street", "Road", "Lane", "Avenue", "Close", "Drive", "Way", "Terrace"};
    private static final String[] LANDMARKS = {
        "Nightclub",
        "Nightclub",
        "Parking Area",
        "Supermarket",
        "Bus/Coach Station",
        "Petrol Station",
        "Shopping Area",
        "Park/Open Space",
        "Hospital",
        "Sports/Recreation Area"
    };

    /** A point that published records are moved to. */
    record MapPoint(double x, double y, String location) {}

    /** An area of the town. */
    record TownArea(String code, String name, int residents, double[][] corners) {}

    final List<MapPoint> mapPoints = new ArrayList<>();
    final List<MapPoint> landmarks = new ArrayList<>();
    final List<TownArea> areas = new ArrayList<>();
    final double[] residentsWeight;

    TownPlan(SplittableRandom random) {
        layStreets(random);
        drawAreas(random);
        residentsWeight = new double[mapPoints.size()];
        for (int i = 0; i < residentsWeight.length; i++) {
            residentsWeight[i] = density(mapPoints.get(i).x, mapPoints.get(i).y) * (0.4 + random.nextDouble());
        }
    }

    /** How built-up the ground is: most in the middle, almost nothing at the edge of the plot. */
    private static double density(double x, double y) {
        double east = (x - WEST - WIDTH * 0.48) / (WIDTH * 0.30);
        double north = (y - SOUTH - HEIGHT * 0.52) / (HEIGHT * 0.30);
        return StrictMath.exp(-0.5 * (east * east + north * north));
    }

    private void layStreets(SplittableRandom random) {
        int columns = WIDTH / BLOCK;
        int rows = HEIGHT / BLOCK;
        String[] alongRow = names(random, rows + 1);
        String[] alongColumn = names(random, columns + 1);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = WEST + (column + 0.5) * BLOCK + bend(row) + random.nextDouble(-25, 25);
                double y = SOUTH + (row + 0.5) * BLOCK + bend(column) + random.nextDouble(-25, 25);
                if (random.nextDouble() < Math.min(0.97, 0.15 + 1.3 * density(x, y))) {
                    mapPoints.add(new MapPoint(Math.rint(x), Math.rint(y), "On or near " + alongRow[row]));
                    mapPoints.add(new MapPoint(
                            Math.rint(x + BLOCK / 2.0),
                            Math.rint(y + random.nextDouble(30, 80)),
                            "On or near " + alongColumn[column]));
                }
            }
        }
        double middleX = WEST + WIDTH * 0.48;
        double middleY = SOUTH + HEIGHT * 0.52;
        for (int k = 0; k < LANDMARKS.length; k++) {
            double reach = k < 3 ? 220 : 900;
            MapPoint landmark = new MapPoint(
                    Math.rint(middleX + random.nextDouble(-reach, reach)),
                    Math.rint(middleY + random.nextDouble(-reach, reach)),
                    "On or near " + LANDMARKS[k]);
            landmarks.add(landmark);
            mapPoints.add(landmark);
        }
    }

    /** Streets are not straight. */
    private static double bend(int line) {
        return 38 * StrictMath.sin(line * 0.55) + 22 * StrictMath.cos(line * 0.21);
    }

    private static String[] names(SplittableRandom random, int many) {
        String[] names = new String[many];
        for (int i = 0; i < many; i++) {
            names[i] = FIRST[random.nextInt(FIRST.length)] + " " + SECOND[random.nextInt(SECOND.length)];
        }
        return names;
    }

    private void drawAreas(SplittableRandom random) {
        double[][][] corner = new double[AREA_ROWS + 1][AREA_COLUMNS + 1][];
        for (int r = 0; r <= AREA_ROWS; r++) {
            for (int c = 0; c <= AREA_COLUMNS; c++) {
                boolean edge = r == 0 || c == 0 || r == AREA_ROWS || c == AREA_COLUMNS;
                double shift = edge ? 60 : 190;
                corner[r][c] = new double[] {
                    Math.rint(WEST + (double) WIDTH * c / AREA_COLUMNS + random.nextDouble(-shift, shift)),
                    Math.rint(SOUTH + (double) HEIGHT * r / AREA_ROWS + random.nextDouble(-shift, shift))
                };
            }
        }
        String[] wards = names(random, AREA_ROWS * AREA_COLUMNS);
        for (int r = 0; r < AREA_ROWS; r++) {
            for (int c = 0; c < AREA_COLUMNS; c++) {
                int number = r * AREA_COLUMNS + c + 1;
                double[][] ring = {corner[r][c], corner[r][c + 1], corner[r + 1][c + 1], corner[r + 1][c], corner[r][c]
                };
                double x = (ring[0][0] + ring[2][0]) / 2;
                double y = (ring[0][1] + ring[2][1]) / 2;
                int residents = (int) (350 + 5_200 * density(x, y) * random.nextDouble(0.75, 1.25));
                String name = String.format(
                        java.util.Locale.ROOT,
                        "Larkminster %02d, %s",
                        number,
                        wards[number - 1].split(" ")[0]);
                areas.add(
                        new TownArea(String.format(java.util.Locale.ROOT, "X010%05d", number), name, residents, ring));
            }
        }
    }

    /** The map point that a record is moved to: the nearest one. */
    MapPoint nearest(double x, double y) {
        MapPoint best = mapPoints.get(0);
        double least = Double.MAX_VALUE;
        for (MapPoint point : mapPoints) {
            double dx = point.x - x;
            double dy = point.y - y;
            double squared = dx * dx + dy * dy;
            if (squared < least) {
                least = squared;
                best = point;
            }
        }
        return best;
    }
}
