package tandem.crmconnectors;

import java.time.LocalDate;

/// One order as the shop keeps it.
///
/// @param deliveryDay promised, or when it was delivered
record Order(
        String number,
        String item,
        State state,
        String carrier,
        LocalDate deliveryDay,
        int amountCents) {

    enum State {
        PROCESSING,
        SHIPPED,
        OUT_FOR_DELIVERY,
        DELIVERED,
        CANCELLED
    }

    String outcome() {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    /// As in `€649` or `€12.50`.
    String amount() {
        return amountCents % 100 == 0
                ? "€" + amountCents / 100
                : String.format(
                        java.util.Locale.ROOT, "€%d.%02d", amountCents / 100, amountCents % 100);
    }
}
