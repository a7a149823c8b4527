/** This package says what a route takes: fields, bounds and prices, and what a request asks of one provider. Values only. */
package dev.segue.provider.route;
