/**
 * This package is AI/ML API's dialect ({@code docs.aimlapi.com}: minimax-music, music-2.6, and the pages of its other music models):
 * one path to start and to look, for every model.
 */
package dev.segue.dialect.aimlapi;
