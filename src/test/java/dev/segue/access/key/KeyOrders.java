package dev.segue.access.key;

/** What is wanted of new keys, as operators write it. */
final class KeyOrders {

    private KeyOrders() {}

    static String order(String more) {
        return "{\"name\":\"test\",\"scopes\":[\"jobs:write\",\"jobs:read\"]," + more + "}";
    }
}
