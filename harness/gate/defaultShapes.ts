/** Shapes on which a layout is gated if the user names none. */
import { parseLayout } from "../contract/layout.js";

type Sizes = readonly (readonly { readonly i: number; readonly o: number }[])[];

/**
 * Default sizes by the number of receptive-field axes: never square, never only large. Small fans show an error of one in a fan
 * at once (3 for 4), large ones show the law; a single input or output makes swapped fans differ a thousandfold.
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
/** Squares, for orthogonal contracts only: their matrices have determinants, and do not depend on fans. */
const SQUARES: Sizes = [[{ i: 16, o: 16 }], [{ i: 8, o: 8 }], [{ i: 5, o: 5 }], [{ i: 4, o: 4 }]];
/** Sizes of the receptive-field axes, the first larger, so that confusing them shows. */
const FIELD = [3, 2];

export const defaultShapes = (layouts: string, groups: number): readonly (readonly number[])[] =>
  shapesOf(SIZES, layouts, groups);

/** Shapes that show more than the default ones if matrices are orthogonal. */
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
        // If a letter occurs twice, its last axis has most of the size: heads are few.
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

/** A packed g has the declared size; a g with an axis of its own gets three blocks. */
const blocks = (axes: readonly (readonly string[])[], groups: number): number =>
  groups > 1 || axes.some((axis) => axis.length > 1 && axis.includes("g")) ? groups : 3;
