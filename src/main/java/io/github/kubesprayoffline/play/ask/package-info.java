/** What the modules of a walk ask of the world outside. */
package io.github.kubesprayoffline.play.ask;
