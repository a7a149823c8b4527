package dev.segue.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Has every test that asks with REST Assured keep the {@link Contract}. Found by Quarkus through {@code META-INF/services}. */
public final class ContractKept implements QuarkusTestBeforeEachCallback {

    private final Contract contract = new Contract();

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(contract);
    }
}
