package dev.segue.dialect.useapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.dialect.DialectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "c"})
    void account_ofSeveral_mustBeNamed(String account) {
        // Given
        Accounts accounts = new Accounts(List.of("a", "b"));

        // Then
        assertThatThrownBy(() -> accounts.check(account))
                .isInstanceOf(DialectException.class)
                .hasMessageContaining("account");
        assertThat(accounts.named("b")).isEqualTo("b");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "987654321"})
    void account_ofOne_needNotBeNamed(String account) {
        // Then
        assertThatCode(() -> new Accounts(List.of()).check(account)).doesNotThrowAnyException();
        assertThat(new Accounts(List.of("a")).named(account)).isEqualTo("a");
        assertThat(new Accounts(List.of()).named(account)).isNull();
    }

    @Test
    void account_ofSeveral_isCheckedWhereItIsNamed() {
        // Then
        assertThatThrownBy(() -> new Accounts(List.of("a", "b")).named(null)).isInstanceOf(DialectException.class);
    }
}
