package tandem.media.playout;

import java.util.ArrayList;
import java.util.List;
import tandem.callmodel.TurnId;

/// What the last turns had sent when they were over. Immutable; remembers sixteen.
record PastTurns(List<Past> turns) {

    static final PastTurns NONE = new PastTurns(List.of());

    private static final int REMEMBERED = 16;

    PastTurns {
        turns = List.copyOf(turns);
    }

    PastTurns with(TurnId turn, long sent) {
        List<Past> all = new ArrayList<>(turns);
        if (all.size() == REMEMBERED) {
            all.removeFirst();
        }
        all.add(new Past(turn, sent));
        return new PastTurns(all);
    }

    /// 0 for a turn never heard of.
    long sent(TurnId turn) {
        for (Past past : turns) {
            if (past.turn().equals(turn)) {
                return past.sent();
            }
        }
        return 0;
    }

    record Past(TurnId turn, long sent) {}
}
