package dev.segue.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.intake.Admission;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void refusal_forTheCallersBudget_tellsWhatIsLeft() {
        // When / Then
        assertThat(Refusals.of(new Admission.OverBudget(new BigDecimal("0.155"))))
                .hasMessageContaining("0.155 USD");
    }

    @Test
    void refusal_forEverybodysCap_tellsNoFigures() {
        // When / Then
        assertThat(Refusals.of(new Admission.OverBudget(null)))
                .hasMessageContaining("operator")
                .message()
                .doesNotContainPattern("[0-9]|null");
    }
}
