/** Shapes that a layout is gated on where nobody names any. */
import { parseLayout } from "../contract/layout.js";

type Sizes = readonly (readonly { readonly i: number; readonly o: number }[])[];

/**
 * Default sizes by the number of receptive-field axes: never square, never only large. Small fans show an error of one in
 * a fan at once (a fan of 3 for 4), large ones the law; a single input or output shows swapped fans a thousandfold.
 */
const SIZES: Sizes = [
  [
    { i: 3, o: 5 },
    { i: 7, o: 13 },
    { i: 78, o: 130 },
    { i: 300, o: 500 },
    { i: 1, o: 1000 },
    { i: 1000, o: 1 },
  ],
  [{ i: 8, o: 13 }],
  [{ i: 5, o: 7 }],
  [{ i: 4, o: 3 }],
];
/** Squares, for orthogonal contracts only: their matrices have determinants, and fans do not matter to them. */
const SQUARES: Sizes = [[{ i: 16, o: 16 }], [{ i: 8, o: 8 }], [{ i: 5, o: 5 }], [{ i: 4, o: 4 }]];
/** Positions along the receptive-field axes, the first longer, so that no two axes can be taken for each other. */
const FIELD = [3, 2];

export const defaultShapes = (layouts: string, groups: number): readonly (readonly number[])[] =>
  shapesOf(SIZES, layouts, groups);

/** Shapes that show more than the default ones where matrices are orthogonal. */
export const squareShapes = (layouts: string, groups: number): readonly (readonly number[])[] =>
  shapesOf(SQUARES, layouts, groups);

function shapesOf(all: Sizes, layouts: string, groups: number): readonly (readonly number[])[] {
  return layouts.split(",").flatMap((layout) => {
    const axes = parseLayout(layout);
    const field = axes.flat().filter((letter) => !"gio".includes(letter));
    const letters = axes.flat();
    return (all[field.length] ?? all.at(-1)!).map((sizes) => {
      let place = 0;
      const sizeOf = (letter: string): number => {
        // Of a letter that stands twice the last place has most of the size: heads are few.
        const isLast = letters.lastIndexOf(letter) === place++;
        if (letter === "i" || letter === "o") return isLast ? Math.ceil(sizes[letter] / repeats(letter)) : 2;
        return letter === "g" ? blocks(axes, groups) : (FIELD[field.indexOf(letter)] ?? 2);
      };
      return axes.map((axis) => axis.reduce((product, letter) => product * sizeOf(letter), 1));
    });

    function repeats(letter: string): number {
      return 2 ** (letters.filter((one) => one === letter).length - 1);
    }
  });
}

/** A packed g has the declared size; one with an axis of its own is given a few blocks. */
const blocks = (axes: readonly (readonly string[])[], groups: number): number =>
  groups > 1 || axes.some((axis) => axis.length > 1 && axis.includes("g")) ? groups : 3;
