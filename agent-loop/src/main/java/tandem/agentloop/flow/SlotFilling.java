package tandem.agentloop.flow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes slot values out of what was said: several at once, in any order, corrected. Writes them
/// into the notes, in doubt where they are to be read back. Confined to one reply.
final class SlotFilling {

    private static final int LONGEST_CARDINAL = 9;

    /// What makes a few digits a correction of those that were read back.
    private static final List<String> OBJECTIONS =
            List.of(
                    " no ",
                    " not ",
                    " i said ",
                    " i mean ",
                    " i meant ",
                    " it is ",
                    " that is ",
                    " this is ",
                    " should be ",
                    " would be ",
                    " make it ",
                    " instead ",
                    " last ",
                    " first ",
                    " wrong ",
                    " actually ",
                    " sorry ",
                    " wait ",
                    " ends ",
                    " starts ");

    private final Flow flow;
    private final Notes notes;
    private final LocalDate today;

    SlotFilling(Flow flow, Notes notes, LocalDate today) {
        this.flow = flow;
        this.notes = notes;
        this.today = today;
    }

    /// Fills what can be filled of an intent from the best reading that holds anything.
    ///
    /// @param asked the slot that was asked for, or ""
    /// @return whether anything was found
    boolean fill(Flow.Intent intent, Heard heard, String asked) {
        return heard.readings().stream().anyMatch(words -> fill(intent, words, asked));
    }

    /// Takes some of the digits that were asked for.
    boolean fillPart(Flow.Slot slot, Heard heard) {
        return slot.kind() == Flow.Slot.Kind.DIGITS
                && heard.readings().stream().anyMatch(words -> fillPart(slot, words));
    }

    private boolean fill(Flow.Intent intent, List<String> words, String asked) {
        List<Span<?>> taken = new ArrayList<>();
        List<String> order = new ArrayList<>(intent.slots());
        if (order.remove(asked)) {
            order.addFirst(asked);
        }
        boolean any = false;
        for (String name : order) {
            Flow.Slot slot = flow.slots().get(name);
            boolean wanted = name.equals(asked);
            if (slot == null || (!wanted && notes.slot(name).isPresent() && !asked.isEmpty())) {
                continue;
            }
            Optional<Span<String>> found =
                    find(slot, words, wanted)
                            .filter(span -> taken.stream().noneMatch(span::overlaps));
            if (found.isPresent()) {
                taken.add(found.get());
                heard(slot, found.get().value());
                any = true;
            }
        }
        return any;
    }

    /// A value for the slot and where it stands.
    private Optional<Span<String>> find(Flow.Slot slot, List<String> words, boolean asked) {
        return switch (slot.kind()) {
            case DIGITS -> digits(slot, words, asked);
            case NUMBER -> number(slot, words, asked);
            case DATE ->
                    SpokenDate.in(words, today)
                            .map(day -> new Span<>(day.value().toString(), day.from(), day.to()));
            case YES_NO -> asked ? yesNo(words) : Optional.empty();
            case NAME -> SpokenName.in(words, slot.fillers(), asked);
        };
    }

    private Optional<Span<String>> digits(Flow.Slot slot, List<String> words, boolean asked) {
        List<Span<String>> runs = asked ? SpokenDigits.expectedIn(words) : SpokenDigits.in(words);
        Optional<Span<String>> one =
                runs.stream().filter(run -> fits(slot, run.value())).reduce((_, last) -> last);
        if (one.isPresent() || runs.size() < 2 || !asked) {
            return one;
        }
        String all = SpokenDigits.allIn(words);
        return fits(slot, all)
                ? Optional.of(new Span<>(all, runs.getFirst().from(), runs.getLast().to()))
                : Optional.empty();
    }

    private static Optional<Span<String>> number(
            Flow.Slot slot, List<String> words, boolean asked) {
        List<Span<String>> runs = SpokenDigits.in(words);
        if (runs.size() != 1 || runs.getFirst().value().length() > LONGEST_CARDINAL) {
            return Optional.empty();
        }
        Span<String> run = runs.getFirst();
        int value = Integer.parseInt(run.value());
        boolean inRange =
                (slot.minimum() == 0 && slot.maximum() == 0)
                        || (value >= slot.minimum() && value <= slot.maximum());
        return inRange && (asked || run.value().length() > 1)
                ? Optional.of(new Span<>(String.valueOf(value), run.from(), run.to()))
                : Optional.empty();
    }

    private static Optional<Span<String>> yesNo(List<String> words) {
        return switch (YesNo.in(words)) {
            case YES -> Optional.of(new Span<>("yes", 0, words.size()));
            case NO -> Optional.of(new Span<>("no", 0, words.size()));
            case UNCLEAR -> Optional.empty();
        };
    }

    /// The first digits of a number, or the next ones of one that has begun, or a correction of
    /// those that came.
    private boolean fillPart(Flow.Slot slot, List<String> words) {
        String digits = SpokenDigits.allIn(words);
        if (digits.isEmpty()) {
            return false;
        }
        String before = notes.part(slot.name()).orElse("");
        if (!before.isEmpty() && objects(words)) {
            Optional<String> corrected = DigitCorrection.of(before, words);
            corrected.ifPresent(value -> notes.partly(slot.name(), value));
            return corrected.isPresent();
        }
        String joined = before + digits;
        if (fits(slot, joined)) {
            heard(slot, joined);
            return true;
        }
        // One digit alone is as likely a word misheard as the beginning of a number.
        boolean begun = !before.isEmpty() || digits.length() > 1;
        if (joined.length() < slot.minimum() && begun) {
            notes.partly(slot.name(), joined);
            return true;
        }
        return false;
    }

    /// Changes a slot that was read back by what the caller objects to it. A value that is only
    /// said again counts as confirmed.
    ///
    /// @return whether the objection said what it should be
    boolean correct(Flow.Slot slot, Heard heard) {
        Optional<String> old = notes.doubt(slot.name()).or(() -> notes.slot(slot.name()));
        for (List<String> words : heard.readings()) {
            Optional<String> better = better(slot, old.orElse(""), words);
            if (better.isPresent()) {
                if (better.equals(old)) {
                    if (objects(words)) {
                        continue;
                    }
                    notes.sure(slot.name(), better.get());
                } else {
                    heard(slot, better.get());
                }
                return true;
            }
        }
        return false;
    }

    private Optional<String> better(Flow.Slot slot, String old, List<String> words) {
        boolean objects = objects(words);
        Optional<String> whole = find(slot, afterNo(words), objects).map(Span::value);
        return switch (slot.kind()) {
            case DIGITS ->
                    whole.isPresent() || old.isEmpty() || !(objects || onlyDigits(words))
                            ? whole
                            : DigitCorrection.of(old, words).filter(value -> fits(slot, value));
            case NUMBER, DATE, NAME -> whole;
            case YES_NO -> Optional.empty();
        };
    }

    /// Puts a value down, in doubt when the flow wants it read back.
    void heard(Flow.Slot slot, String value) {
        if (slot.readBack().isEmpty()) {
            notes.sure(slot.name(), value);
        } else if (!notes.slot(slot.name()).equals(Optional.of(value))) {
            notes.doubtful(slot.name(), value);
        }
    }

    static boolean fits(Flow.Slot slot, String digits) {
        return digits.length() >= slot.minimum() && digits.length() <= slot.maximum();
    }

    private static boolean objects(List<String> words) {
        String text = " " + String.join(" ", words) + " ";
        return YesNo.in(words) == YesNo.NO || OBJECTIONS.stream().anyMatch(text::contains);
    }

    private static boolean onlyDigits(List<String> words) {
        List<Span<String>> runs = SpokenDigits.in(words);
        return runs.size() == 1
                && runs.getFirst().from() == 0
                && runs.getFirst().to() == words.size();
    }

    private static List<String> afterNo(List<String> words) {
        int from = 0;
        while (from < words.size()
                && List.of("no", "not", "wrong", "sorry", "oh", "well").contains(words.get(from))) {
            from++;
        }
        return words.subList(
                words.get(Math.max(0, from - 1)).equals("oh") ? 0 : from, words.size());
    }
}
