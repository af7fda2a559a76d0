package tandem.media.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The members of a loop, spread evenly over twenty slots. Confined to the loop.
final class SlotTable {

    private final @Nullable LoopTicket[][] slots = new LoopTicket[Cadence.SLOTS][8];
    private final int[] sizes = new int[Cadence.SLOTS];
    private int size;

    /// Places the ticket in the emptiest slot and returns that.
    int add(LoopTicket ticket) {
        int best = 0;
        for (int slot = 1; slot < Cadence.SLOTS; slot++) {
            if (sizes[slot] < sizes[best]) {
                best = slot;
            }
        }
        if (sizes[best] == slots[best].length) {
            slots[best] = Arrays.copyOf(slots[best], sizes[best] * 2);
        }
        slots[best][sizes[best]++] = ticket;
        size++;
        ticket.slot = best;
        return best;
    }

    void remove(LoopTicket ticket) {
        int slot = ticket.slot;
        @Nullable LoopTicket[] members = slots[slot];
        for (int n = 0; n < sizes[slot]; n++) {
            if (members[n] == ticket) {
                members[n] = members[--sizes[slot]];
                members[sizes[slot]] = null;
                size--;
                ticket.slot = LoopTicket.GONE;
                return;
            }
        }
    }

    int size() {
        return size;
    }

    int size(int slot) {
        return sizes[slot];
    }

    @Nullable LoopTicket get(int slot, int index) {
        return slots[slot][index];
    }

    /// The first tick from `tick` on whose slot has members; `tick + 20` when there are none.
    long nextServed(long tick) {
        for (int ahead = 0; ahead < Cadence.SLOTS; ahead++) {
            if (sizes[Cadence.slot(tick + ahead)] > 0) {
                return tick + ahead;
            }
        }
        return tick + Cadence.SLOTS;
    }
}
