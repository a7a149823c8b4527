/**
 * This package hands a queued job to a provider, once. A pump per provider claims what is due and has a slot; the intent is
 * durable before the paid call goes out; the answer is written to its attempt whatever has become of the job meanwhile.
 */
package dev.segue.dispatch;
