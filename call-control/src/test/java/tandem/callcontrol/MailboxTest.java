package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tandem.callcontrol.Mailbox.Offered;

class MailboxTest {

    private static final long A_MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void events_come_in_the_order_in_which_they_were_offered() throws InterruptedException {
        Mailbox<String> mailbox = new Mailbox<>(4);
        mailbox.offer("a");
        mailbox.offer("b");

        assertThat(mailbox.take(0)).contains("a");
        assertThat(mailbox.take(0)).contains("b");
        assertThat(mailbox.take(0)).isEmpty();
        assertThat(mailbox.highWater()).isEqualTo(2);
    }

    @Test
    void a_full_mailbox_refuses_and_tells_its_owner_for_good() throws InterruptedException {
        Mailbox<Integer> mailbox = new Mailbox<>(2);
        mailbox.offer(1);
        mailbox.offer(2);
        assertThat(mailbox.overflowed()).isFalse();

        assertThat(mailbox.offer(3)).isEqualTo(Offered.FULL);

        assertThat(mailbox.overflowed()).isTrue();
        mailbox.take(0);
        assertThat(mailbox.offer(4)).isEqualTo(Offered.FULL);
    }

    @Test
    void a_closed_mailbox_takes_nothing() throws InterruptedException {
        Mailbox<Integer> mailbox = new Mailbox<>(2);
        mailbox.offer(1);
        mailbox.close();

        assertThat(mailbox.offer(2)).isEqualTo(Offered.CLOSED);
        assertThat(mailbox.take(0)).isEmpty();
    }

    @Test
    @Timeout(30)
    void an_event_wakes_the_waiting_owner() throws InterruptedException {
        Mailbox<String> mailbox = new Mailbox<>(2);
        List<String> taken = new ArrayList<>();
        Thread owner =
                Thread.startVirtualThread(() -> {
                    Optional<String> event = Optional.empty();
                    while (event.isEmpty()) {
                        event = take(mailbox);
                    }
                    taken.add(event.get());
                });
        while (owner.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        mailbox.offer("a");

        owner.join();
        assertThat(taken).containsExactly("a");
    }

    @Test
    @Timeout(60)
    void nothing_is_lost_between_many_producers_and_one_owner() throws InterruptedException {
        int producers = 8;
        int each = 20_000;
        Mailbox<Integer> mailbox = new Mailbox<>(producers * each);
        AtomicLong sum = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
            for (int taken = 0; taken < producers * each; ) {
                Optional<Integer> event = take(mailbox);
                if (event.isPresent()) {
                    sum.addAndGet(event.get());
                    taken++;
                }
            }
            done.countDown();
        });

        for (int p = 0; p < producers; p++) {
            Thread.startVirtualThread(() -> {
                for (int i = 1; i <= each; i++) {
                    mailbox.offer(i);
                }
            });
        }

        done.await();
        assertThat(sum.get()).isEqualTo((long) producers * each * (each + 1) / 2);
    }

    private static <E> Optional<E> take(Mailbox<E> mailbox) {
        try {
            return mailbox.take(A_MINUTE);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
