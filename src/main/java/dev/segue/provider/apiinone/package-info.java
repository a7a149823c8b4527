/**
 * This package speaks API in One ({@code apiin.one}: the page of MiniMax Music).
 *
 * <p>What its look answers is documented nowhere; {@link dev.segue.provider.apiinone.Tasks} reads every form that sister services
 * use.
 */
package dev.segue.provider.apiinone;
