/// Benchmarks of the media engine and of the whole server, from outside: child processes pinned to
/// cores of their own, measured by their CPU clocks and by packets on loopback.
///
/// Main type: [tandem.sippscenarios.bench.BenchCommand]. Main thread, but for
/// [tandem.sippscenarios.bench.BargeInTrial].
@NullMarked
package tandem.sippscenarios.bench;

import org.jspecify.annotations.NullMarked;
