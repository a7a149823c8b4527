/** This package shows what can be made and by whom: models with their routes, providers with how they do. */
package dev.segue.api.catalogue;
