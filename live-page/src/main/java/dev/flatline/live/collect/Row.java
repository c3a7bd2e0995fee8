package dev.flatline.live.collect;

/**
 * One iteration at full resolution.
 *
 * @param iteration as DL4J counts
 * @param figures one value for each {@link Figure}
 * @param layers one value for each layer and {@link LayerFigure}, layer by layer; empty where layers were not looked at
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(long iteration, float[] figures, float[] layers) {}
