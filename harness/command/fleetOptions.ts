/** The address of a fleet, from the command line and the environment. */
import { InvalidArgumentError, Option } from "commander";
import { type FleetAddress, requireRedisUrl } from "../fleet/address.js";
import { given } from "./options.js";

/** Secrets may come from the environment: other users can read a command line. */
export function fleetAt(url: string, environment: NodeJS.ProcessEnv = process.env): FleetAddress {
  const { INITGATE_REDIS_PASSWORD, INITGATE_FLEET_SECRET } = environment;
  return {
    url,
    ...given("password", INITGATE_REDIS_PASSWORD || undefined),
    ...given("secret", INITGATE_FLEET_SECRET || undefined),
  };
}

/** The fleet of a request; undefined without --redis. */
export const fleetGiven = (url: string | undefined): { readonly fleet?: FleetAddress } =>
  url === undefined ? {} : { fleet: fleetAt(url) };

export function redisOption(says: string): Option {
  return new Option("--redis <url>", says).argParser((words) => {
    try {
      return requireRedisUrl(words);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  });
}
