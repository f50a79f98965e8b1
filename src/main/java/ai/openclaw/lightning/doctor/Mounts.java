package ai.openclaw.lightning.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of mounted file systems, as Linux shows it in /proc/self/mounts. */
record Mounts(List<Mount> all) {

    /** A file system: where it is mounted, and how. */
    record Mount(String point, List<String> options) {

        boolean has(String option) {
            return options.contains(option);
        }
    }

    static Mounts of(String table) {
        List<Mount> all = new ArrayList<>();
        for (String line : table.split("\n", -1)) {
            String[] fields = line.split(" ", -1);
            if (fields.length >= 4) {
                all.add(new Mount(unescaped(fields[1]), List.of(fields[3].split(","))));
            }
        }
        return new Mounts(all);
    }

    /** Finds the file system of a path: the nearest mount point, and there the last mount, which hides earlier ones. */
    Optional<Mount> holding(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Mount nearest = null;
        for (Mount mount : all) {
            Path point = Path.of(mount.point());
            boolean nearer = nearest == null
                    || point.getNameCount() >= Path.of(nearest.point()).getNameCount();
            if (absolute.startsWith(point) && nearer) {
                nearest = mount;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** The table writes a blank as {@code \040}. */
    private static String unescaped(String point) {
        return point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
