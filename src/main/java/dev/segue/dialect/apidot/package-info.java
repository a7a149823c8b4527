/**
 * This package is APIDot's dialect ({@code apidot.ai/docs}: quickstart, generate-music, minimax-music-2-6, webhooks): one submit for
 * its models, a status by task, and a callback when the task has ended.
 */
package dev.segue.dialect.apidot;
