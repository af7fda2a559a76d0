package tandem.agentloop.turn;

import tandem.agentloop.Expectation;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.PersonalText;

/// Digits that are being keyed in. Immutable.
///
/// @param last when the last key was pressed
record Keys(String digits, long last) {

    /// What a key led to.
    enum Progress {
        COLLECTING,
        CLEARED,
        COMPLETE
    }

    static Keys none(long nanos) {
        return new Keys("", nanos);
    }

    /// `*` clears; `#` and letters add nothing.
    Keys with(DtmfDigit key, long nanos) {
        if (key == DtmfDigit.STAR) {
            return none(nanos);
        }
        return new Keys(key.isNumber() ? digits + key.symbol() : digits, nanos);
    }

    /// Where these digits stand after `key`. A fixed length completes at once.
    Progress progress(DtmfDigit key, Expectation expectation) {
        if (digits.isEmpty()) {
            return Progress.CLEARED;
        }
        boolean full =
                switch (expectation) {
                    case Expectation.Digits(int _, int maximum) -> digits.length() >= maximum;
                    case Expectation.YesNo _ -> true;
                    case Expectation.Anything _, Expectation.Date _, Expectation.Name _ -> false;
                };
        return full || key == DtmfDigit.POUND ? Progress.COMPLETE : Progress.COLLECTING;
    }

    /// The number when part of it was spoken and the rest keyed; what was spoken as well as keyed
    /// counts once.
    String joinedWith(String spokenDigits, Expectation expectation) {
        if (expectation instanceof Expectation.Digits(int minimum, int maximum)
                && digits.length() < minimum
                && !spokenDigits.isEmpty()
                && spokenDigits.length() + digits.length() <= maximum
                && spokenDigits.length() + digits.length() >= minimum) {
            return spokenDigits + digits;
        }
        return digits;
    }

    @Override
    public String toString() {
        return "Keys[" + new PersonalText(digits) + "]";
    }
}
