package tandem.sippscenarios.bench;

import java.util.Collection;

/// What a set of measurements looks like: percentiles by rank. Immutable.
///
/// @param count how many there were; with none all else is NaN
record Spread(int count, double least, double median, double p99, double most) {

    static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(
                sorted.length, at(sorted, 0), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    static double median(Collection<Double> values) {
        return of(values).median();
    }

    private static double at(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(sorted.length * share);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }
}
