package org.amparo.representation;

import java.util.List;

/**
 * One page of matters, what comes next first.
 *
 * @param page counted from one
 * @param total how many matters the filter finds on all pages
 * @param pages how many pages there are, at least one
 */
public record MatterList(List<MatterRow> rows, int page, int pages, long total) {}
