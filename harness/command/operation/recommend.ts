/** Ranks initializers by theory. */
import { type RecommendOptions, recommend as rank } from "../../propagation/recommend/recommend.js";
import type { Recommendation } from "../../record/index.js";
import type { Operation } from "./operation.js";

export const recommend: Operation<RecommendOptions, Recommendation> = async (request, around) => rank(request, around);
