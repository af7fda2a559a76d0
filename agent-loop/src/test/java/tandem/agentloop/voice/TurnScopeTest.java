package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tandem.callmodel.time.ManualTime;

/// On real threads.
class TurnScopeTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TurnScope scope =
            new TurnScope(Forks.virtualThreads(), new LiveWork(new ManualTime(), meters));

    @Test
    void closing_interrupts_everything_at_once_and_may_be_repeated() throws Exception {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            scope.fork(
                    "llm-test-" + i,
                    () -> {
                        begun.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            ended.add(Thread.currentThread().getName());
                        }
                    });
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        scope.close();
        scope.close();
        for (int i = 0; i < 3; i++) {
            assertThat(ended.poll(20, TimeUnit.SECONDS)).startsWith("llm-test-");
        }
        assertThat(ended).isEmpty();
    }

    @Test
    void closing_waits_for_nobody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        scope.fork(
                "tool-test",
                () -> {
                    while (release.getCount() > 0) {
                        Thread.onSpinWait();
                        Thread.yield();
                    }
                    done.countDown();
                });
        scope.close();
        assertThat(done.getCount()).isEqualTo(1);
        assertThat(meters.get("tandem.turn.live").gauge().value()).isEqualTo(1);
        release.countDown();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_closed_scope_takes_nothing_on() {
        scope.close();
        assertThatThrownBy(() -> scope.fork("late", () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late");
    }
}
