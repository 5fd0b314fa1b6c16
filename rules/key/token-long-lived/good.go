package pagoefectivo

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

func token(ctx context.Context, rdb *redis.Client) (string, error) {
	if known, err := rdb.Get(ctx, "pagoefectivo:token").Result(); err == nil {
		return known, nil
	}
	token, err := authorize(ctx)
	if err != nil {
		return "", err
	}
	rdb.Set(ctx, "pagoefectivo:token", token, 110*time.Minute)
	return token, nil
}
