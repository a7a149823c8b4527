package dev.segue.provider;

/**
 * A task as its provider knows it. It is polled with what submitted it.
 *
 * @param account the account that submitted it, or {@code null} where the provider has only one
 * @param providerModel the model's name at the provider
 */
public record Task(String provider, String account, String providerModel, String taskId) {}
