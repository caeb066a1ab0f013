/** The daily briefing as a command, and an invented town to try everything on. */
package org.harmspot.examples;
