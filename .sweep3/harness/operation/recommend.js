/** Initializers ranked by what theory says of them. */
import { recommend as rank } from "../recommend/recommend.js";
export const recommend = async (request, around) => rank(request, around);
