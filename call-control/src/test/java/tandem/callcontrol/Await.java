package tandem.callcontrol;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tandem.callmodel.time.Time;

/// Waits for a condition with a generous limit.
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long deadline = Time.system().nanos() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (Time.system().nanos() - deadline > 0) {
                throw new AssertionError("did not come about in " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }
}
